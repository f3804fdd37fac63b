import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { OAuthButtons } from "@/components/auth/oauth-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { returnPath, signInPath } from "@/server/accounts/sessions/return-path";
import { mailSender } from "@/server/emails/mail-transport";
import { offeredProviders } from "../offered-providers";

export const metadata: Metadata = { title: "Create an account" };

interface SignUpPageProps {
  searchParams: Promise<{ callbackUrl?: string | string[] }>;
}

export default async function SignUpPage({ searchParams }: SignUpPageProps) {
  const returnTo = returnPath((await searchParams).callbackUrl);
  const signInHref = signInPath(returnTo);
  return (
    <>
      <AuthHeading
        title="Create your account"
        question="Have one already?"
        link={{ href: signInHref, label: "Sign in" }}
      />
      <div className="grid gap-5">
        <OAuthButtons providers={offeredProviders()} returnTo={returnTo} />
        <SignUpForm returnTo={returnTo} signInHref={signInHref} tellsByMail={mailSender() !== null} />
      </div>
    </>
  );
}
