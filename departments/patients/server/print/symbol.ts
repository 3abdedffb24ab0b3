import bwipjs from 'bwip-js/node';
import type { Medium } from './medium.ts';

/** The barcode of a hospital number as SVG. Nothing but the number is in it: what is scanned is looked up. */
export const symbolOf = (number: string, { symbology }: Medium): string =>
  bwipjs.toSVG({ bcid: symbology, text: number, scale: 2, ...(symbology === 'code128' ? { height: 8 } : {}), paddingwidth: 2 });
