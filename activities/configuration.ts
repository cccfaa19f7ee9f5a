import { z } from 'zod'

const flag = z
  .enum(['true', 'false'])
  .default('false')
  .transform((value) => value === 'true')

/** What a worker needs to know, checked before anything starts. */
export const workerConfigurationSchema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('production'),
    DATABASE_URL: z.string().min(1),
    TEMPORAL_ADDRESS: z.string().min(1),
    TEMPORAL_NAMESPACE: z.string().min(1).default('kakunin'),
    /** Put before the names of the task queues, so that two installations can share a namespace. */
    TASK_QUEUE_PREFIX: z.string().default(''),
    /** Which of cases, io, vision, batch this process serves. */
    TASK_QUEUES: z
      .string()
      .default('cases,io,vision,batch')
      .transform((names) => names.split(',').map((name) => name.trim()))
      .pipe(z.array(z.enum(['cases', 'io', 'vision', 'batch'])).min(1)),
    BLOB_STORE: z.string().min(1),
    MASTER_KEY_FILE: z.string().optional(),
    MASTER_KEY_KMS: z.string().optional(),
    MODELS_DIR: z.string().optional(),
    XDG_CACHE_HOME: z.string().optional(),
    NPM_MODELS_ONLY: flag,
    VISION_THREADS: z.coerce.number().int().min(1).max(64).optional(),
    WEBHOOK_ALLOW_PRIVATE: flag,
    WEBHOOK_TIMEOUT_MS: z.coerce.number().int().min(100).default(5000),
    METRICS_PORT: z.coerce.number().int().optional(),
  })
  .refine((env) => (env.MASTER_KEY_FILE === undefined) !== (env.MASTER_KEY_KMS === undefined), {
    message: 'set either MASTER_KEY_FILE or MASTER_KEY_KMS',
  })
  .refine((env) => env.NODE_ENV !== 'production' || !env.WEBHOOK_ALLOW_PRIVATE, {
    message: 'WEBHOOK_ALLOW_PRIVATE is not for production',
  })
