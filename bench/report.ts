import { writeFileSync } from 'node:fs';
import { cpus, release, totalmem, type } from 'node:os';
import path from 'node:path';

/** One figure that was measured, with what it is compared with. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** What is aimed at, in words: `≥ 0.3`. */
  target?: string;
  met?: boolean;
  /** How it was measured. */
  note?: string;
}

/** Gathers figures, prints each as it comes, and keeps all of them as JSON and as a table. */
export class Report {
  readonly #figures: Figure[] = [];
  readonly #notes: string[] = [];

  add(figure: Figure): void {
    this.#figures.push(figure);
    const { name, value, unit, target, met } = figure;
    const aim = target === undefined ? '' : `   (${target}: ${met === true ? 'met' : 'MISSED'})`;
    console.log(`  ${name.padEnd(68)} ${shown(value).padStart(9)} ${unit}${aim}`);
  }

  heading(text: string): void {
    console.log(`\n${text}`);
  }

  note(text: string): void {
    this.#notes.push(text);
  }

  /** Whether every target was met. */
  get met(): boolean {
    return this.#figures.every(({ met }) => met !== false);
  }

  write(): void {
    const machine = { cores: cpus().length, memory_gb: Math.round(totalmem() / 1024 ** 3), system: `${type()} ${release().split('-')[0]}`, node: process.version };
    const at = new Date().toISOString().slice(0, 10);
    const place = (name: string) => path.join(import.meta.dirname, name);
    writeFileSync(place('results.json'), `${JSON.stringify({ at, machine, figures: this.#figures, notes: this.#notes }, null, 2)}\n`);
    const rows = this.#figures.map(({ name, value, unit, target, met, note }) =>
      `| ${name} | ${shown(value)} ${unit} | ${target === undefined ? '' : `${target} ${met === true ? '✓' : '✗'}`} | ${note ?? ''} |`);
    writeFileSync(place('RESULTS.md'), [
      '# Benchmarks', '',
      `Made by \`npm run bench\` on ${at}: ${machine.cores} cores, ${machine.memory_gb} GB of memory, ${machine.system}, Node ${machine.node}.`,
      'Server, PostgreSQL (fsync on) and load share the machine. Ratios travel to other machines; the other figures do not.', '',
      '| what | measured | target | how |', '|---|---:|---|---|', ...rows, '', ...this.#notes.flatMap((note) => [note, '']),
    ].join('\n'));
  }
}

const shown = (value: number): string => (Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(2));
