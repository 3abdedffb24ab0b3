import { createHash } from 'node:crypto';
import { openingScript } from './script.ts';

/** What is in a file beside what is sealed; none of it is personal. */
export interface SnapshotFrame {
  hospital: string;
  made_at: string;
  made_at_words: string;
  every_minutes: number;
  /** Base64. */
  salt: string;
  iv: string;
  sealed: string;
  /** Of PBKDF2 with SHA-256. */
  iterations: number;
}

const style = `
:root { color-scheme: light dark; font: 15px/1.4 system-ui, sans-serif; }
body { margin: 0 auto; max-width: 1100px; padding: 16px; }
header { display: flex; flex-wrap: wrap; gap: 4px 16px; align-items: baseline; border-bottom: 2px solid; padding-bottom: 8px; }
h1 { font-size: 20px; margin: 0; } h2 { font-size: 18px; margin: 20px 0 8px; } h3 { font-size: 16px; margin: 0; }
#age { font-weight: 700; } #age[data-old="true"] { background: #b3261e; color: #fff; padding: 2px 8px; border-radius: 4px; }
form { margin: 24px 0; max-width: 420px; } label { display: block; font-weight: 600; } input { width: 100%; box-sizing: border-box; font: inherit; padding: 8px; margin: 4px 0 8px; }
button { font: inherit; font-weight: 600; padding: 8px 20px; } [role="alert"] { font-weight: 600; min-height: 1.4em; }
section { display: grid; grid-template-columns: repeat(auto-fill, minmax(320px, 1fr)); gap: 8px; } section > h2, section > table { grid-column: 1 / -1; }
article { border: 1px solid #8888; border-radius: 6px; padding: 8px 10px; break-inside: avoid; } [hidden] { display: none !important; }
p { margin: 2px 0; } ul { margin: 0 0 4px; padding-inline-start: 18px; } .number { font-weight: 400; } .quiet { opacity: .75; }
.warning { border-inline-start: 4px solid #b3261e; padding-inline-start: 6px; margin: 4px 0; } .acuity { font-weight: 700; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: start; padding: 3px 6px; border-bottom: 1px solid #8888; vertical-align: top; }
.bar { position: sticky; top: 0; padding: 8px 0 0; background: Canvas; }
@media print { :root { color-scheme: light; font-size: 11px; } .bar, form { display: none; } section { grid-template-columns: 1fr 1fr; } }
`;

const sum = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

/** The one file: it opens in a browser with the passphrase, from a disk or a stick, and asks nobody. */
export function snapshotPage({ sealed, ...frame }: SnapshotFrame): string {
  // In a script block only the end of one could break out.
  const facts = JSON.stringify(frame).replaceAll('<', '\\u003c');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${sum(openingScript)}; style-src ${sum(style)}; base-uri 'none'; form-action 'none'">
<title>Downtime: ${escaped(frame.hospital)}</title>
<style>${style}</style>
</head>
<body>
<header><h1>${escaped(frame.hospital)}</h1><span>As of ${escaped(frame.made_at_words)}</span><span id="age" role="status"></span></header>
<form id="open"><label for="passphrase">Passphrase</label><input id="passphrase" type="password" autocomplete="off" autofocus required><button>Open</button><p id="said" role="alert"></p></form>
<main id="content"><noscript>This file needs JavaScript, which is in it.</noscript></main>
<script type="application/json" id="facts">${facts}</script>
<script type="text/plain" id="sealed">${sealed}</script>
<script>${openingScript}</script>
</body>
</html>
`;
}
