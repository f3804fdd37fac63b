import type { Metadata } from "next";
import { AuthHeading } from "@/components/auth/auth-heading";
import { OAuthButtons } from "@/components/auth/oauth-buttons";
import { SignUpForm } from "@/components/auth/sign-up-form";
import { offeredProviders } from "../offered-providers";

export const metadata: Metadata = { title: "Create an account" };

export default function SignUpPage() {
  return (
    <>
      <AuthHeading
        title="Create your account"
        question="Have one already?"
        link={{ href: "/sign-in", label: "Sign in" }}
      />
      <div className="grid gap-5">
        <OAuthButtons providers={offeredProviders()} returnTo="/bots" />
        <SignUpForm />
      </div>
    </>
  );
}
