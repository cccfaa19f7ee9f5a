import { KMSClient } from '@aws-sdk/client-kms'
import { kmsMasterKey } from './kms-master-key.ts'
import { fileMasterKey, type MasterKeyProvider } from './master-key.ts'

/** The master key that the environment names: a KMS key's id, or else a local file. */
export const openMasterKey = async ({
  MASTER_KEY_KMS: kmsKeyId,
  MASTER_KEY_FILE: file = '',
}: {
  readonly MASTER_KEY_KMS?: string | undefined
  readonly MASTER_KEY_FILE?: string | undefined
}): Promise<MasterKeyProvider> =>
  kmsKeyId ? kmsMasterKey(new KMSClient({}), kmsKeyId) : fileMasterKey(file)
