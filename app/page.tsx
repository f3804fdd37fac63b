import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { LandingPage } from "@/components/brand/landing-page";
import { currentSession, noAccessTitle } from "./current-session";

export async function generateMetadata(): Promise<Metadata> {
  return (await noAccessTitle()) ?? {};
}

export default async function StartPage() {
  if (await currentSession()) redirect("/bots");
  return <LandingPage />;
}
