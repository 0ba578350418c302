import { findProduct, listProducts, type Product } from '@shop/catalog';
import { addTax, formatPrice } from '@shop/money';
import fastify from 'fastify';

const app = fastify({ logger: true });

function present({ id, name, cents }: Product) {
  return { id, name, price: formatPrice(addTax(cents)) };
}

app.get('/health', () => ({ status: 'ok' }));

app.get('/products', () => listProducts().map(present));

app.get<{ Params: { id: string } }>('/products/:id', (request, reply) => {
  const product = findProduct(request.params.id);
  return product ? present(product) : reply.code(404).send({ error: 'no such product' });
});

for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void app.close());

void app.listen({ host: '0.0.0.0', port: Number(process.env['PORT'] ?? 3000) });
