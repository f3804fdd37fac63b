import NextAuth from "next-auth/next";
import { after, type NextRequest } from "next/server";
import { clientAddress } from "@/server/accounts/limits/client-address";
import { authOptions } from "@/server/accounts/sessions/auth-options";
import { recordNewWorkspace } from "@/server/audit/record-new-workspace";
import { badRequest } from "@/server/http/errors/error-response";
import { limitBody } from "@/server/http/body/limit-body";
import { requireSameOrigin } from "@/server/http/require-same-origin";
import { requestIdHere } from "@/server/log/request-scope";

interface Context {
  params: Promise<{ nextauth: string[] }>;
}

const answer = limitBody(async (request, context: Context) => {
  if (request.method === "POST") requireSameOrigin(request);
  if (await isBrokenJson(request)) return badRequest("The body is not JSON.");
  return signIn(request, context);
});

async function signIn(request: NextRequest, context: Context): Promise<Response> {
  const cookies: string[] = [];
  const { headers } = request;
  const at = { address: clientAddress(headers), requestId: requestIdHere() };
  const options = authOptions({
    headers,
    setCookie: (header) => cookies.push(header),
    onAccountMade: (made) => after(() => recordNewWorkspace(made, at)),
  });
  const response: Response = await NextAuth(request, context, options);
  for (const header of cookies) response.headers.append("set-cookie", header);
  return response;
}

/** next-auth fails on a body that is labelled as JSON but is not valid JSON. */
async function isBrokenJson(request: Request): Promise<boolean> {
  if (request.body === null || !request.headers.get("content-type")?.includes("application/json")) return false;
  return request
    .clone()
    .json()
    .then(
      () => false,
      () => true,
    );
}

export { answer as GET, answer as POST };
