/** Text of the base64 that rawjson carries logs and warnings in. */
export function decodeBase64(data: string): string {
  return Buffer.from(data, 'base64').toString('utf8');
}
