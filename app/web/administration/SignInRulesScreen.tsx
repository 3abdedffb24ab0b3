export default function SignInRulesScreen() { return null; }
