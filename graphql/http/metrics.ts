import { collectDefaultMetrics, Counter, Histogram, Registry } from 'prom-client'

export type Metrics = ReturnType<typeof createMetrics>

/** Figures for Prometheus: routes, operations by their persisted names and codes; nobody's ids, no addresses. */
export function createMetrics() {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  return {
    registry,
    requests: new Histogram({
      name: 'kakunin_http_request_seconds',
      help: 'Requests by route and status',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
      registers: [registry],
    }),
    operations: new Counter({
      name: 'kakunin_graphql_operations_total',
      help: 'GraphQL operations by kind and outcome',
      labelNames: ['kind', 'outcome'],
      registers: [registry],
    }),
  }
}
