import { describe, expect, it } from 'vitest';
import { identityLines } from './identity-lines.ts';

const patient = { display_name: 'SMITH, Ann', birth_date: '1984-03-21', birth_date_estimated: false, sex: 'female', hospital_number: '10000004' } as const;

describe('what identifies a patient in print', () => {
  it('is written as clinicians read it', () => {
    expect(identityLines(patient)).toEqual({ name: 'SMITH, Ann', born: 'Born 21-Mar-1984', sex: 'Female', grouped: '1000 0004', number: '10000004' });
  });

  it('says in words what is not known', () => {
    expect(identityLines({ ...patient, birth_date: '1984', birth_date_estimated: true, sex: 'unknown' })).toMatchObject({ born: 'Born about 1984', sex: 'Sex unknown' });
    expect(identityLines({ ...patient, birth_date: null })).toMatchObject({ born: 'birth date not known' });
  });
});
