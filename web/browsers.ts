/** The oldest that have `light-dark()` and CSS nesting, which are left as they are written. */
export const browsers = ['chrome123', 'firefox121', 'safari17.5'];
