import { readFileSync } from 'node:fs';
import { readCertificate } from '../../http/tls/certificate.ts';

/** Files of PEM: our certificate and its key, and who vouches for the receiver. */
export interface CertificateFiles {
  certificate: string;
  key: string;
  authority?: string | undefined;
}

export function readCertificateFiles({ certificate, key, authority }: CertificateFiles): { cert: string; key: string; ca?: string } {
  const own = readCertificate({ certificate, key }, new Date());
  return { cert: own.cert, key: own.key, ...(authority !== undefined && { ca: readFileSync(authority, 'utf8') }) };
}
