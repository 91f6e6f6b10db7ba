import type { ComponentType } from 'react';
import { Volunteering } from './volunteering';

/** The sections of 参与 from top to bottom. */
export const SECTIONS: readonly { id: string; Section: ComponentType }[] = [
  { id: 'volunteering', Section: Volunteering },
];
