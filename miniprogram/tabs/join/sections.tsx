import type { ComponentType } from 'react';
import { GreenSection } from './green-section';
import { Volunteering } from './volunteering';

/** The sections of 参与 from top to bottom. */
export const SECTIONS: readonly { id: string; Section: ComponentType }[] = [
  { id: 'green-spaces', Section: GreenSection },
  { id: 'volunteering', Section: Volunteering },
];
