"""Chinese as it is read: words, pinyin, the two scripts. For display only; pure."""
