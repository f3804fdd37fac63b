import { redirect } from "next/navigation";
import { LandingPage } from "@/components/brand/landing-page";
import { currentSession } from "./current-session";

export default async function StartPage() {
  if (await currentSession()) redirect("/bots");
  return <LandingPage />;
}
