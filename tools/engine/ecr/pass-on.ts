import type { Call, Reply } from './call';
import { correctAnswer } from './control-plane';
import type { GatewaySettings } from './http';
import { decodeFilters, encodeFilters } from './tag-filters';

/** Passes a call on to moto. */
export async function passOn(settings: GatewaySettings, call: Call): Promise<Reply> {
  const { incoming, body } = call;
  const { method = 'POST', url = '/' } = incoming;
  const { host: _host, connection: _connection, ...headers } = incoming.headers;
  const { 'content-length': _length, ...kept } = headers;
  const response = await fetch(new URL(url, settings.moto), {
    method,
    headers: kept as Record<string, string>,
    ...(/^(?:GET|HEAD)$/.test(method) ? {} : { body: encodeFilters(body) }),
  });
  return {
    status: response.status,
    body: correctAnswer(decodeFilters(await response.text()), settings),
    contentType: response.headers.get('content-type') ?? 'application/x-amz-json-1.1',
  };
}
