import multiprocessing as mp, sys
def resize(job):
    name, width = job
    return name, 800 // width
def main():
    print("resizing 4 pictures on 2 cores", flush=True)
    with mp.Pool(2) as pool:
        for name, h in pool.imap(resize, [("a.png", 4), ("b.png", 2), ("c.png", 0), ("d.png", 1)]):
            print("ok", name, h, flush=True)
if __name__ == "__main__":
    main()
