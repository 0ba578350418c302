import { listProducts } from '@shop/catalog';
import { serve } from '@shop/http';
import { Eta } from 'eta';
import { TEMPLATE } from './template';

const eta = new Eta();

function renderHome(): string {
  return eta.renderString(TEMPLATE, { products: listProducts() });
}

serve('web', (path) => (path === '/' ? { type: 'text/html', body: renderHome() } : null));
