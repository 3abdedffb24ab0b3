import type { ReactNode } from 'react';
import classes from './Splash.module.css';

/** The page before the screens: the mark of the product, and what there is to do. */
export function Splash({ children }: { children?: ReactNode }) {
  return <main className={classes.splash}>{children}</main>;
}
