import NextAuth from "next-auth/next";
import type { NextRequest } from "next/server";
import { authOptions } from "@/server/accounts/auth-options";

function handler(request: NextRequest, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  return NextAuth(request, context, authOptions());
}

export { handler as GET, handler as POST };
