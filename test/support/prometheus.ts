export interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? (\S+)$/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"(?:,|$)/y;

/**
 * Reads Prometheus' text format (version 0.0.4), strictly: each sample belongs to a family with HELP and
 * TYPE before it, and no series stands twice.
 */
export function parseMetrics(text: string): Map<string, Sample[]> {
  const families = new Map<string, string>();
  const helped = new Set<string>();
  const samples = new Map<string, Sample[]>();
  const series = new Set<string>();
  if (!text.endsWith('\n')) throw new Error('The last line does not end.');
  for (const line of text.split('\n')) {
    if (line === '') continue;
    const [, kind, name = '', rest = ''] = /^# (HELP|TYPE) (\S+) (.+)$/.exec(line) ?? [];
    if (kind === 'HELP') helped.add(name);
    else if (kind === 'TYPE') families.set(name, rest);
    else {
      const [, metric = '', labels = '', value = ''] = SAMPLE.exec(line) ?? [];
      const family = families.has(metric) ? metric : metric.replace(/_(bucket|sum|count)$/, '');
      if (!families.has(family) || !helped.has(family)) throw new Error(`No family: ${line}`);
      if (series.has(`${metric}{${labels}}`)) throw new Error(`Twice: ${line}`);
      series.add(`${metric}{${labels}}`);
      const sample = { labels: parseLabels(labels), value: Number(value) };
      // prom-client writes `Nan`, which Prometheus accepts in any case.
      if (Number.isNaN(sample.value) && !/^nan$/i.test(value))
        throw new Error(`No number: ${line}`);
      samples.set(metric, [...(samples.get(metric) ?? []), sample]);
    }
  }
  return samples;
}

function parseLabels(text: string): Record<string, string> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name, value] = LABEL.exec(text) ?? [];
    if (name === undefined || value === undefined) throw new Error(`No labels: ${text}`);
    labels[name] = value;
  }
  return labels;
}
