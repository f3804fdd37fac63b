import { startProduct } from "./start-product.ts";

/** Starts one product for all browser tests; the workers get its address from their environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const product = await startProduct({
    env: {
      PARLEY_ALLOWED_PRIVATE_HOSTS: "127.0.0.1,localhost",
      // The second attempt of an event is the last one, so that an event becomes undelivered within seconds.
      PARLEY_EVENT_RETRIES: "1",
    },
  });
  process.env["PARLEY_E2E_URL"] = product.url;
  return async () => {
    await product.stop();
  };
}
