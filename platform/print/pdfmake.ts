import { createRequire } from 'node:module';
import type { TDocumentDefinitions } from 'pdfmake/interfaces.js';

interface PdfMake {
  setFonts(fonts: object): void;
  setUrlAccessPolicy(allow: () => boolean): void;
  setLocalAccessPolicy(allow: (path: string) => boolean): void;
  createPdf(definition: TDocumentDefinitions): { getBuffer(): Promise<Buffer> };
}
const require = createRequire(import.meta.url);

let ready: PdfMake | undefined;

/** Loaded with the first paper that is printed, so that the server starts without it. */
function pdfMake(): PdfMake {
  if (ready !== undefined) return ready;
  const pdfmake = require('pdfmake') as PdfMake;
  const roboto = require('pdfmake/fonts/Roboto.js') as { Roboto: Record<string, string> };
  const fontFiles = new Set(Object.values(roboto.Roboto));
  pdfmake.setFonts(roboto);
  // What is printed reads nothing but its font.
  pdfmake.setUrlAccessPolicy(() => false);
  pdfmake.setLocalAccessPolicy((path) => fontFiles.has(path));
  ready = pdfmake;
  return ready;
}

/** The scripts that the font of our PDFs has letters for. */
const printable = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}]*$/u;

/** True when a PDF can show the text; other scripts are printed by the browser, which has the fonts. */
export const canPrint = (text: string): boolean => printable.test(text);

/** Makes a PDF in the one font that we have. */
export const makePdf = (definition: TDocumentDefinitions): Promise<Buffer> => pdfMake().createPdf(definition).getBuffer();
