import { z } from 'zod';
import products from './products.json';

const Product = z.object({
  id: z.string().regex(/^[a-z-]+$/),
  name: z.string().min(1),
  /** Without tax. */
  cents: z.number().int().positive(),
});

export type Product = z.infer<typeof Product>;

/** All that the shop sells, in the order in which it is shown. */
export function listProducts(): Product[] {
  return z.array(Product).parse(products);
}

/** One product, if there is one with this id. */
export function findProduct(id: string): Product | undefined {
  return listProducts().find((product) => product.id === id);
}
