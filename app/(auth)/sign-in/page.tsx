import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { OAuthButtons } from "@/components/auth/oauth-buttons";
import { returnPath, signInPath } from "@/server/accounts/sessions/return-path";
import { SignInForm } from "@/components/auth/sign-in-form";
import { signInProblem } from "@/components/auth/sign-in-problem";
import { offeredProviders } from "../offered-providers";

export const metadata: Metadata = { title: "Sign in" };

interface SignInPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[]; error?: string | string[] }>;
}

export default async function SignInPage({ searchParams }: SignInPageProps) {
  const { callbackUrl, error } = await searchParams;
  const returnTo = returnPath(callbackUrl);
  return (
    <>
      <AuthHeading
        title="Sign in"
        question="New to Parley?"
        link={{ href: signInPath(returnTo, "/sign-up"), label: "Create an account" }}
      />
      <div className="grid gap-5">
        <OAuthButtons providers={offeredProviders()} returnTo={returnTo} />
        <SignInForm returnTo={returnTo} problem={typeof error === "string" ? signInProblem(error) : null} />
      </div>
    </>
  );
}
