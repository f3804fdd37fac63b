import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { AuthHeading } from "@/components/auth/auth-heading";
import { CodeForm } from "@/components/auth/code-form";
import { returnPath, signInPath } from "@/server/accounts/sessions/return-path";
import { readSecondStep } from "@/server/accounts/two-factor/second-step";

export const metadata: Metadata = { title: "Sign in" };

interface CodePageProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export default async function CodePage({ searchParams }: CodePageProps) {
  const returnTo = returnPath((await searchParams).callbackUrl);
  const back = signInPath(returnTo);
  if (!(await readSecondStep(await headers()))) redirect(back);
  return (
    <>
      <AuthHeading title="Enter your code" question="Not you?" link={{ href: back, label: "Start again" }} />
      <CodeForm returnTo={returnTo} />
    </>
  );
}
