import { escaped } from '@openward/platform/print';
import type { Language } from '../rules/texts.ts';

/** What the page of a link shows. It is all that somebody sees who holds the link. */
export interface LinkPage {
  language: Language;
  title: string;
  lines: readonly string[];
  /** What can be done; each is a POST. None where there is nothing to do. */
  acts: readonly { name: string; label: string; chief?: boolean }[];
  /** Where it changes by itself: the button that reads it anew. */
  again?: string;
  status?: 200 | 404 | 409 | 410;
}

/** One page without a script: it opens on any telephone. */
export function linkPageHtml(token: string, { language, title, lines, acts, again }: LinkPage): string {
  const forms = acts.map(({ name, label, chief }) => `<form method="post" action="/l/${escaped(token)}/${escaped(name)}"><button${chief ? ' class="chief"' : ''}>${escaped(label)}</button></form>`);
  return `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escaped(title)}</title>
<style>
  :root { color-scheme: light dark; }
  body { margin: 0 auto; max-width: 30rem; padding: 1.5rem 1rem; font: 1.125rem/1.5 system-ui, sans-serif; background: #fff; color: #1a1d21; }
  h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 1rem; } p { margin: 0 0 .75rem; } form { margin: .75rem 0 0; }
  button { width: 100%; min-height: 3.25rem; padding: .5rem 1rem; font: inherit; font-weight: 600; border-radius: .5rem; border: 2px solid #0b6b63; background: #fff; color: #0b6b63; cursor: pointer; }
  button.chief { background: #0b6b63; color: #fff; } button:focus-visible { outline: 3px solid #1a1d21; outline-offset: 2px; }
  @media (prefers-color-scheme: dark) {
    body { background: #16191d; color: #eceef0; } button { background: #16191d; color: #7fd6cc; border-color: #7fd6cc; }
    button.chief { background: #7fd6cc; color: #10201e; } button:focus-visible { outline-color: #eceef0; }
  }
</style>
</head>
<body>
<main>
<h1><bdi>${escaped(title)}</bdi></h1>
${lines.map((line) => `<p><bdi>${escaped(line)}</bdi></p>`).join('\n')}
${forms.join('\n')}
${again === undefined ? '' : `<form method="get" action="/l/${escaped(token)}"><button>${escaped(again)}</button></form>\n`}</main>
</body>
</html>
`;
}
