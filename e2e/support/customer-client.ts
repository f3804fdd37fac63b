import { randomBytes } from "node:crypto";
import type { inferRouterInputs, inferRouterOutputs } from "@trpc/server";
import { createTRPCClient, httpLink, type TRPCClient } from "@trpc/client";
import type { AppRouter } from "../../server/trpc/root";

export type Inputs = inferRouterInputs<AppRouter>;
export type Outputs = inferRouterOutputs<AppRouter>;

export interface Customer {
  /** Of the product. */
  url: string;
  email: string;
  password: string;
  /** The product's own API, as the browser calls it, with this customer's session. */
  trpc: TRPCClient<AppRouter>;
  cookie: string;
}

/** Signs a new customer up and in over HTTP, as the pages do. */
export async function signUpCustomer(baseUrl: string): Promise<Customer> {
  const email = `${randomBytes(6).toString("hex")}@example.com`;
  const password = `pass-${randomBytes(9).toString("base64url")}`;
  const stranger = createTRPCClient<AppRouter>({ links: [httpLink({ url: `${baseUrl}/api/trpc` })] });
  await stranger.accounts.signUp.mutate({ name: "Ada Lovelace", email, password });
  const cookie = await signIn(baseUrl, email, password);
  const trpc = createTRPCClient<AppRouter>({
    links: [httpLink({ url: `${baseUrl}/api/trpc`, headers: { cookie } })],
  });
  return { url: baseUrl, email, password, trpc, cookie };
}

async function signIn(baseUrl: string, email: string, password: string): Promise<string> {
  const csrf = await fetch(`${baseUrl}/api/auth/csrf`);
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const jar = cookiesOf(csrf);
  const signedIn = await fetch(`${baseUrl}/api/auth/callback/credentials`, {
    method: "POST",
    redirect: "manual",
    headers: { cookie: jar, "content-type": "application/x-www-form-urlencoded" },
    body: new URLSearchParams({ csrfToken, email, password, json: "true" }),
  });
  const cookie = [jar, cookiesOf(signedIn)].join("; ");
  if (!cookie.includes("session-token")) throw new Error(`Not signed in: ${signedIn.status} ${await signedIn.text()}`);
  return cookie;
}

function cookiesOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}
