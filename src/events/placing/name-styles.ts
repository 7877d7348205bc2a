import type { NameStyle } from './name-style.js';
import { EPOCH_STYLE } from './styles/epoch-styles.js';
import { FOLDER_STYLES } from './styles/folder-styles.js';
import { GENERAL_STYLES } from './styles/general-styles.js';
import { MAKER_STYLES } from './styles/maker-styles.js';

/**
 * Every style that is understood. The first whose match is not vetoed gives the time: a name with a date
 * stands before folders with one, since recordings may be moved into folders of other days.
 */
export const NAME_STYLES: readonly NameStyle[] = [
  ...MAKER_STYLES,
  ...FOLDER_STYLES,
  ...GENERAL_STYLES,
  EPOCH_STYLE,
];
