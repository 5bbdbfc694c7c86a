import { NotHere } from "@/features/frame/not-here";

export default function NotFound() {
  return <NotHere />;
}
