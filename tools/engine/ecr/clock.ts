import type { AwsAnswer } from './script';

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/signature-v4-troubleshooting.html */
const TOLERANCE_MS = 5 * 60_000;

/** An error where a request's signature was made at another time than AWS's, else `null`. */
export function refuseSkewed(amzDate: string | undefined, now: number): AwsAnswer | null {
  const parts = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(amzDate ?? '');
  if (parts === null) return null;
  const [year = 0, month = 1, ...rest] = parts.slice(1).map(Number);
  const signed = Date.UTC(year, month - 1, ...(rest as [number, number, number, number]));
  if (Math.abs(signed - now) <= TOLERANCE_MS) return null;
  const order = signed < now ? 'Signature expired' : 'Signature not yet current';
  const time = new Date(now).toISOString().replace(/[-:]|\.\d+/g, '');
  return {
    status: 400,
    exception: 'InvalidSignatureException',
    message: `${order}: ${amzDate} is now ${signed < now ? 'earlier' : 'later'} than ${time} (5 min.)`,
  };
}
