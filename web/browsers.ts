/** The oldest browsers with `light-dark()` and CSS nesting, which are not compiled. */
export const browsers = ['chrome123', 'firefox121', 'safari17.5'];
