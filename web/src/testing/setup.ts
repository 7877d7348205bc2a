import '@testing-library/jest-dom/vitest';
import { cleanup } from '@testing-library/react';
import { afterEach } from 'vitest';

// jsdom has no media queries. What unmounts after a test's own stubs are gone still needs them.
window.matchMedia = () => ({ matches: false }) as MediaQueryList;

afterEach(cleanup);
