import { authClient, type Session } from '@openward/platform/ui';

/** Asks the browser for a passkey and signs in by it; it counts as both factors. */
export async function signInWithPasskey(): Promise<Session> {
  const { startAuthentication } = await import('@simplewebauthn/browser');
  const { challenge_id, options } = await authClient.beginPasskeySignIn({});
  const response = await startAuthentication({ optionsJSON: options as never });
  return authClient.finishPasskeySignIn({ challenge_id, response: response as never });
}

/** Makes a passkey on this device, or on a key that is plugged in. */
export async function registerPasskey(label: string) {
  const { startRegistration } = await import('@simplewebauthn/browser');
  const { challenge_id, options } = await authClient.beginPasskey({});
  const response = await startRegistration({ optionsJSON: options as never });
  return authClient.finishPasskey({ challenge_id, label, response: response as never });
}
