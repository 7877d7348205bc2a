import { describeIn } from './engines.js';
import { testPage } from './page-tests.js';

describeIn('Firefox', 'the page', testPage);
