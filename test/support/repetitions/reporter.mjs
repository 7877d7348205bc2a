import '../typescript.mjs';

const { RepetitionsReporter } = await import('./repetitions-reporter.ts');
export default RepetitionsReporter;
