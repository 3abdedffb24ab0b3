import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { makeShapes } from './make-shapes.ts';

const lines = Object.entries(makeShapes()).map(([type, shape]) => `${JSON.stringify(type)}:${JSON.stringify(shape)}`);
writeFileSync(path.join(import.meta.dirname, 'shapes.json'), `{\n${lines.join(',\n')}\n}\n`);
