import { expect, test } from 'vitest';
import { filesIn } from './attachments.ts';

const file = (text: string) => Buffer.from(text).toString('base64');

test('files are found wherever a resource carries them', () => {
  const resource = {
    resourceType: 'DocumentReference',
    contained: [{ resourceType: 'Binary', data: file('inner') }],
    content: [{ attachment: { title: 'No file', url: 'Binary/1' } }, { attachment: { data: file('letter') } }],
    extension: [{ url: 'x', valueBase64Binary: file('hidden') }],
    description: 'data',
  };
  expect([...filesIn(resource)].map(({ path, content }) => [path.join('.'), content.toString()])).toEqual([
    ['contained.0.data', 'inner'], ['content.1.attachment.data', 'letter'], ['extension.0.valueBase64Binary', 'hidden'],
  ]);
});
