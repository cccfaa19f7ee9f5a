import * as client from 'openid-client'
import { Agent, fetch as undiciFetch } from 'undici'
import { guardedLookup, isRefusedLiteral } from '../../db/settings/guarded-lookup.ts'
import type { SsoClaims } from '../../db/settings/sso-entry.ts'
import { DomainError } from '../../domain/errors.ts'

export interface OidcClient {
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
}

/** What binds the answer of a provider to the browser that asked. */
export interface OidcAttempt {
  readonly state: string
  readonly nonce: string
  /** PKCE (RFC 7636). */
  readonly verifier: string
}

/** Speaks OpenID Connect with the providers of tenants: authorization code with PKCE, state and nonce. */
export interface Oidc {
  /** Is there a provider? @returns the issuer to the letter, as its tokens will name it @throws DomainError `SSO_PROVIDER` */
  check(issuer: string): Promise<string>
  begin(of: OidcClient): Promise<{ readonly url: URL; readonly attempt: OidcAttempt }>
  /** @throws DomainError `SSO_PROVIDER` where anything does not hold: state, nonce, signature, issuer, audience, time */
  finish(of: OidcClient, attempt: OidcAttempt, answer: URL): Promise<SsoClaims>
}

const timeoutSeconds = 5
const mostBytes = 1_000_000

/** @param allowPrivate as for webhooks: development and tests alone may ask inside their own network and by plain http */
export function createOidc({
  publicUrl,
  allowPrivate,
}: {
  readonly publicUrl: string
  readonly allowPrivate: boolean
}): Oidc {
  const agent = new Agent({
    connect: { lookup: guardedLookup({ allowPrivate }), timeout: timeoutSeconds * 1000 },
    maxResponseSize: mostBytes,
  })
  // a tenant chose where this goes, and its provider where the rest of it goes
  const guardedFetch: client.CustomFetch = async (address, { body, headers, method, signal }) => {
    const url = new URL(address)
    if (isRefusedLiteral(url, { allowPrivate })) throw new TypeError('address refused')
    const answer = await undiciFetch(url, {
      method,
      headers,
      redirect: 'manual',
      dispatcher: agent,
      ...(body instanceof URLSearchParams ? { body: body.toString() } : {}),
      ...(signal ? { signal } : {}),
    })
    const { status } = answer
    return new Response([204, 205, 304].includes(status) ? null : await answer.arrayBuffer(), {
      status,
      headers: [...answer.headers],
    })
  }

  const discover = ({ issuer, clientId, clientSecret }: OidcClient) =>
    failing(() =>
      client.discovery(
        new URL(issuer),
        clientId,
        undefined,
        client.ClientSecretBasic(clientSecret),
        {
          [client.customFetch]: guardedFetch,
          timeout: timeoutSeconds,
          execute: [
            // the token comes over TLS; its signature is checked all the same
            client.enableNonRepudiationChecks,
            ...(allowPrivate ? [client.allowInsecureRequests] : []),
          ],
        },
      ),
    )

  return {
    async check(issuer) {
      const found = await discover({ issuer, clientId: 'none', clientSecret: 'none' })
      return found.serverMetadata().issuer
    },
    begin: (of) =>
      failing(async () => {
        const config = await discover(of)
        const attempt = {
          state: client.randomState(),
          nonce: client.randomNonce(),
          verifier: client.randomPKCECodeVerifier(),
        }
        const url = client.buildAuthorizationUrl(config, {
          redirect_uri: redirectUrl(publicUrl),
          scope: 'openid email profile',
          state: attempt.state,
          nonce: attempt.nonce,
          code_challenge: await client.calculatePKCECodeChallenge(attempt.verifier),
          code_challenge_method: 'S256',
        })
        if (url.protocol !== 'https:' && !allowPrivate) throw new TypeError('expected https')
        return { url, attempt }
      }),
    finish: (of, { state, nonce, verifier }, answer) =>
      failing(async () => {
        const config = await discover(of)
        const tokens = await client.authorizationCodeGrant(config, answer, {
          expectedState: state,
          expectedNonce: nonce,
          pkceCodeVerifier: verifier,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new TypeError('expected an ID token')
        // many providers put the address there alone
        const told =
          claims['email'] === undefined
            ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
            : claims
        const { email, email_verified: verified, name } = told
        return {
          issuer: claims.iss,
          subject: claims.sub,
          email: typeof email === 'string' ? email : '',
          emailVerified: verified === true,
          name: typeof name === 'string' ? name : null,
        }
      }),
  }
}

export const redirectUrl = (publicUrl: string): string => `${publicUrl}/sso/callback`

/** What went wrong at a provider is told to nobody in detail: it may hold tokens. */
async function failing<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    if (error instanceof DomainError) throw error
    throw new DomainError('SSO_PROVIDER', 'issuer: expected an OpenID provider that answers', {
      cause: error,
    })
  }
}
