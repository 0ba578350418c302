import { serveGateway } from './gateway';
import type { GatewaySettings } from './http';

serveGateway(JSON.parse(process.argv[2] ?? '') as GatewaySettings);
