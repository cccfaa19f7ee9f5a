import { z } from 'zod'

/** What the sandbox's worker needs to know, checked before anything starts. */
export const sandboxConfigurationSchema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    DATABASE_URL: z.string().min(1),
    TEMPORAL_ADDRESS: z.string().min(1),
    TEMPORAL_NAMESPACE: z.string().min(1).default('kakunin'),
    TASK_QUEUE_PREFIX: z.string().default(''),
    /** Origin at which this machine reaches the API, without a slash at its end. */
    API_URL: z.url({ protocol: /^https?$/ }).transform((url) => url.replace(/\/+$/, '')),
    MASTER_KEY_FILE: z.string().optional(),
    MASTER_KEY_KMS: z.string().optional(),
    XDG_CACHE_HOME: z.string().optional(),
  })
  .refine((env) => (env.MASTER_KEY_FILE === undefined) !== (env.MASTER_KEY_KMS === undefined), {
    message: 'set either MASTER_KEY_FILE or MASTER_KEY_KMS',
  })
