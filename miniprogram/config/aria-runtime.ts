import { mergeInternalComponents } from '@tarojs/shared';

// The runtime numbers attributes by the same table as the templates; both sides must know the same names.
const ARIA = { 'aria-role': '', 'aria-label': '', 'aria-checked': '', 'aria-selected': '', 'aria-hidden': '' };

mergeInternalComponents({ View: ARIA, Text: ARIA, Image: ARIA, Button: ARIA });
