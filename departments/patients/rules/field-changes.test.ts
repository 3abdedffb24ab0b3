import { describe, expect, it } from 'vitest';
import { fieldChanges, touched } from './field-changes.ts';

const version = (number: number, by: string, document: Record<string, unknown>) => ({ version: number, document, by, at: `day ${number}` });
const row = (id: string, value: string) => ({ id, value });

describe('what changed between versions', () => {
  it('is told field by field, with who changed each last', () => {
    const changes = fieldChanges([
      version(1, 'Ann', { sex: 'male', religion: null, telecoms: [row('a', '1'), row('b', '2')] }),
      version(2, 'Ben', { sex: 'female', religion: 'x', telecoms: [row('a', '1'), row('b', '3')] }),
      version(3, 'Cy', { sex: 'female', religion: 'y', telecoms: [row('b', '3'), row('c', '4')] }),
    ]);
    expect(changes).toEqual([
      { field: 'sex', before: 'male', after: 'female', version: 2, by: 'Ben', at: 'day 2' },
      { field: 'religion', before: null, after: 'y', version: 3, by: 'Cy', at: 'day 3' },
      { field: 'telecoms[0]', before: { value: '1' }, after: null, version: 3, by: 'Cy', at: 'day 3' },
      { field: 'telecoms[0]', before: { value: '2' }, after: { value: '3' }, version: 2, by: 'Ben', at: 'day 2' },
      { field: 'telecoms[1]', before: null, after: { value: '4' }, version: 3, by: 'Cy', at: 'day 3' },
    ]);
  });

  it('does not tell of what went back to what it was, nor of versions and times', () => {
    expect(fieldChanges([
      version(1, 'Ann', { sex: 'male', version: 1, updated_at: '1' }),
      version(2, 'Ben', { sex: 'female', version: 2, updated_at: '2' }),
      version(3, 'Cy', { sex: 'male', version: 3, updated_at: '3' }),
    ])).toEqual([]);
    expect(fieldChanges([])).toEqual([]);
  });

  it('can be told by the names of the fields alone', () => {
    expect(touched({ a: 1, rows: [row('x', '1')] }, { a: 2, rows: [row('y', '1'), row('z', '2')] })).toEqual(['a', 'rows']);
  });
});
