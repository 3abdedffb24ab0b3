import { crc32, deflateRawSync } from 'node:zlib';

const header = (signature: number, fields: readonly (readonly [value: number, bytes: 2 | 4])[]): Buffer => {
  const bytes = Buffer.alloc(4 + fields.reduce((sum, [, size]) => sum + size, 0));
  let at = bytes.writeUInt32LE(signature, 0);
  for (const [value, size] of fields) at = size === 2 ? bytes.writeUInt16LE(value, at) : bytes.writeUInt32LE(value, at);
  return bytes;
};

/** Files in one ZIP, so that they are handed over as one. Below 4 GB; names in UTF-8. */
export function zipOf(files: readonly { name: string; content: Buffer }[]): Buffer {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, content } of files) {
    const [title, packed] = [Buffer.from(name), deflateRawSync(content)];
    // Version 2.0, names in UTF-8, deflated, dated 1 January 1980: the date of a copy stands in it.
    const shared = [[20, 2], [0x0800, 2], [8, 2], [0, 2], [33, 2], [crc32(content), 4], [packed.length, 4], [content.length, 4], [title.length, 2], [0, 2]] as const;
    const local = header(0x04034b50, shared);
    parts.push(local, title, packed);
    directory.push(header(0x02014b50, [[20, 2], ...shared, [0, 2], [0, 2], [0, 2], [0, 4], [offset, 4]]), title);
    offset += local.length + title.length + packed.length;
  }
  const listed = Buffer.concat(directory);
  return Buffer.concat([...parts, listed, header(0x06054b50, [[0, 2], [0, 2], [files.length, 2], [files.length, 2], [listed.length, 4], [offset, 4], [0, 2]])]);
}
