LIMITS = {"burst": "ten"}
BURST = int(LIMITS["burst"])
