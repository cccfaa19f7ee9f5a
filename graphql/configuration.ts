import { z } from 'zod'

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true')
const secret = z.string().min(32, 'expected at least 32 characters')

/** What the API needs to know, checked before anything starts; what is unsafe in production is refused there. */
export const apiConfigurationSchema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    DATABASE_URL: z.string().min(1),
    DATABASE_CONNECTIONS: z.coerce.number().int().min(2).max(200).default(20),
    TEMPORAL_ADDRESS: z.string().min(1),
    TEMPORAL_NAMESPACE: z.string().min(1).default('kakunin'),
    /** As the workers have it. */
    TASK_QUEUE_PREFIX: z.string().default(''),
    BLOB_STORE: z.string().min(1),
    MASTER_KEY_FILE: z.string().optional(),
    MASTER_KEY_KMS: z.string().optional(),
    /** Origin under which browsers reach the API; without it the loopback address and the port it got. */
    PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
    /** 0: any free port. */
    PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
    HOST: z.string().default('127.0.0.1'),
    /** Proxies of our own in front, whose x-forwarded-for is believed. */
    TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
    BETTER_AUTH_SECRET: secret,
    UPLOAD_TICKET_SECRET: secret,
    WEBHOOK_ALLOW_PRIVATE: flag,
    /** Prometheus scrapes this port; without it nothing is served. */
    METRICS_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
    LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .refine((env) => (env.MASTER_KEY_FILE === undefined) !== (env.MASTER_KEY_KMS === undefined), {
    message: 'set either MASTER_KEY_FILE or MASTER_KEY_KMS',
  })
  .refine((env) => env.BETTER_AUTH_SECRET !== env.UPLOAD_TICKET_SECRET, {
    message: 'BETTER_AUTH_SECRET and UPLOAD_TICKET_SECRET must differ',
  })
  .refine((env) => env.NODE_ENV !== 'production' || !env.WEBHOOK_ALLOW_PRIVATE, {
    message: 'WEBHOOK_ALLOW_PRIVATE is not for production',
  })
  .refine((env) => env.NODE_ENV !== 'production' || env.PUBLIC_URL?.startsWith('https:') === true, {
    message: 'PUBLIC_URL: production expects an https address',
  })
