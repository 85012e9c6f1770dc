package vault

// noDirSync: Windows cannot sync a folder and keeps its entries by itself.
const noDirSync = true
