import { serveGateway, type GatewaySettings } from './gateway';

serveGateway(JSON.parse(process.argv[2] ?? '') as GatewaySettings);
