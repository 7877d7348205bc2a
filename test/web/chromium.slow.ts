import { describeIn } from './engines.js';
import { testPage } from './page-tests.js';

describeIn('Chromium', 'the page', testPage);
