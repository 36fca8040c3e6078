declare <8 x float> @llvm.fma.v8f32(<8 x float>, <8 x float>, <8 x float>) nounwind willreturn memory(none)
declare <8 x float> @llvm.sqrt.v8f32(<8 x float>) nounwind willreturn memory(none)
define void @core(ptr %args, i64 %count) nounwind alignstack(64) {
entry:
  %q0 = getelementptr ptr, ptr %args, i64 0
  %q1 = getelementptr ptr, ptr %args, i64 1
  %q2 = getelementptr ptr, ptr %args, i64 2
  %p0 = load ptr, ptr %q0
  %p1 = load ptr, ptr %q1
  %p2 = load ptr, ptr %q2
  %wide.end = and i64 %count, -32
  br label %wide.test
wide.test:
  %has.wide = icmp ne i64 %wide.end, 0
  br i1 %has.wide, label %wide, label %single.test
wide:
  %wide.i0 = phi i64 [ 0, %wide.test ], [ %wide.next, %wide ]
  %wide.i1 = add nuw nsw i64 %wide.i0, 8
  %wide.i2 = add nuw nsw i64 %wide.i0, 16
  %wide.i3 = add nuw nsw i64 %wide.i0, 24
  %v1 = getelementptr inbounds float, ptr %p1, i64 %wide.i0
  %v2 = load <8 x float>, ptr %v1, align 1
  %v3 = getelementptr inbounds float, ptr %p1, i64 %wide.i1
  %v4 = load <8 x float>, ptr %v3, align 1
  %v5 = getelementptr inbounds float, ptr %p1, i64 %wide.i2
  %v6 = load <8 x float>, ptr %v5, align 1
  %v7 = getelementptr inbounds float, ptr %p1, i64 %wide.i3
  %v8 = load <8 x float>, ptr %v7, align 1
  %v9 = fmul <8 x float> %v2, %v2
  %v10 = fmul <8 x float> %v4, %v4
  %v11 = fmul <8 x float> %v6, %v6
  %v12 = fmul <8 x float> %v8, %v8
  %v13 = getelementptr inbounds float, ptr %p0, i64 %wide.i0
  %v14 = load <8 x float>, ptr %v13, align 1
  %v15 = getelementptr inbounds float, ptr %p0, i64 %wide.i1
  %v16 = load <8 x float>, ptr %v15, align 1
  %v17 = getelementptr inbounds float, ptr %p0, i64 %wide.i2
  %v18 = load <8 x float>, ptr %v17, align 1
  %v19 = getelementptr inbounds float, ptr %p0, i64 %wide.i3
  %v20 = load <8 x float>, ptr %v19, align 1
  %v21 = call <8 x float> @llvm.fma.v8f32(<8 x float> %v14, <8 x float> %v14, <8 x float> %v9)
  %v22 = call <8 x float> @llvm.fma.v8f32(<8 x float> %v16, <8 x float> %v16, <8 x float> %v10)
  %v23 = call <8 x float> @llvm.fma.v8f32(<8 x float> %v18, <8 x float> %v18, <8 x float> %v11)
  %v24 = call <8 x float> @llvm.fma.v8f32(<8 x float> %v20, <8 x float> %v20, <8 x float> %v12)
  %v25 = call <8 x float> @llvm.sqrt.v8f32(<8 x float> %v21)
  %v26 = call <8 x float> @llvm.sqrt.v8f32(<8 x float> %v22)
  %v27 = call <8 x float> @llvm.sqrt.v8f32(<8 x float> %v23)
  %v28 = call <8 x float> @llvm.sqrt.v8f32(<8 x float> %v24)
  %v29 = fcmp olt <8 x float> %v14, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v30 = select <8 x i1> %v29, <8 x float> %v14, <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v31 = fcmp uno <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v32 = select <8 x i1> %v31, <8 x float> %v14, <8 x float> %v30
  %v33 = fcmp olt <8 x float> %v16, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v34 = select <8 x i1> %v33, <8 x float> %v16, <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v35 = fcmp uno <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v36 = select <8 x i1> %v35, <8 x float> %v16, <8 x float> %v34
  %v37 = fcmp olt <8 x float> %v18, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v38 = select <8 x i1> %v37, <8 x float> %v18, <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v39 = fcmp uno <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v40 = select <8 x i1> %v39, <8 x float> %v18, <8 x float> %v38
  %v41 = fcmp olt <8 x float> %v20, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v42 = select <8 x i1> %v41, <8 x float> %v20, <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v43 = fcmp uno <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v44 = select <8 x i1> %v43, <8 x float> %v20, <8 x float> %v42
  %v45 = fsub <8 x float> %v25, %v32
  %v46 = fsub <8 x float> %v26, %v36
  %v47 = fsub <8 x float> %v27, %v40
  %v48 = fsub <8 x float> %v28, %v44
  %v49 = getelementptr inbounds float, ptr %p2, i64 %wide.i0
  store <8 x float> %v45, ptr %v49, align 1
  %v50 = getelementptr inbounds float, ptr %p2, i64 %wide.i1
  store <8 x float> %v46, ptr %v50, align 1
  %v51 = getelementptr inbounds float, ptr %p2, i64 %wide.i2
  store <8 x float> %v47, ptr %v51, align 1
  %v52 = getelementptr inbounds float, ptr %p2, i64 %wide.i3
  store <8 x float> %v48, ptr %v52, align 1
  %wide.next = add nuw nsw i64 %wide.i0, 32
  %wide.more = icmp ult i64 %wide.next, %wide.end
  br i1 %wide.more, label %wide, label %single.test
single.test:
  %has.single = icmp ult i64 %wide.end, %count
  br i1 %has.single, label %single, label %done
single:
  %single.i0 = phi i64 [ %wide.end, %single.test ], [ %single.next, %single ]
  %v53 = getelementptr inbounds float, ptr %p1, i64 %single.i0
  %v54 = load <8 x float>, ptr %v53, align 1
  %v55 = fmul <8 x float> %v54, %v54
  %v56 = getelementptr inbounds float, ptr %p0, i64 %single.i0
  %v57 = load <8 x float>, ptr %v56, align 1
  %v58 = call <8 x float> @llvm.fma.v8f32(<8 x float> %v57, <8 x float> %v57, <8 x float> %v55)
  %v59 = call <8 x float> @llvm.sqrt.v8f32(<8 x float> %v58)
  %v60 = fcmp olt <8 x float> %v57, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v61 = select <8 x i1> %v60, <8 x float> %v57, <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v62 = fcmp uno <8 x float> <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>, <float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000, float 0x3FF0000000000000>
  %v63 = select <8 x i1> %v62, <8 x float> %v57, <8 x float> %v61
  %v64 = fsub <8 x float> %v59, %v63
  %v65 = getelementptr inbounds float, ptr %p2, i64 %single.i0
  store <8 x float> %v64, ptr %v65, align 1
  %single.next = add nuw nsw i64 %single.i0, 8
  %single.more = icmp ult i64 %single.next, %count
  br i1 %single.more, label %single, label %done
done:
  ret void
}
