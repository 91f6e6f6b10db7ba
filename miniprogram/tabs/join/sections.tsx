import type { ComponentType } from 'react';

/** The sections of 参与 from top to bottom. */
export const SECTIONS: readonly { id: string; Section: ComponentType }[] = [];
